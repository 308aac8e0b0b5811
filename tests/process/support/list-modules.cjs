// Writes which modules this process has loaded, when it ends. For traces-absent.test.ts, by `node --require`.
const { writeFileSync } = require('node:fs');
const path = require('node:path');

process.on('exit', () => {
  const file = path.join(process.env.QARION_TEST_MODULES, `${process.pid}.json`);
  writeFileSync(file, JSON.stringify(Object.keys(require.cache)));
});
