// A balancer in a process of its own: gives each connection to the next of the
// ports it is told, and says on which port it listens itself.
import { connect, createServer } from 'node:net';

const ports = process.argv.slice(2).map(Number);
let next = 0;

const server = createServer({ noDelay: true }, (client) => {
  const upstream = connect({ port: ports[next % ports.length] ?? 0, host: '127.0.0.1', noDelay: true });
  next += 1;
  client.pipe(upstream).pipe(client);
  client.on('error', () => upstream.destroy());
  upstream.on('error', () => client.destroy());
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit(0));
