const EXIT_CODES = [
  ['0', 'The check passed, or warned and nobody said --fail-on warning.'],
  ['1', 'The check failed: the data is not as it must be.'],
  ['2', 'The command was not understood.'],
  ['3', 'Nothing was measured: an error, a time-out, or a server out of reach.'],
  ['4', 'There is no key, or it is not accepted.'],
  ['5', 'The key’s owner may not do that, or there is no such check.'],
];

/** How a pipeline tells bad data from a bad key. */
export function ExitCodes() {
  return (
    <div>
      <h3 className="font-medium">How it ends</h3>
      <p className="mt-1 mb-3 max-w-prose text-muted">
        The exit code of <code className="font-mono text-sm">qarion quality trigger</code> says what happened,
        so that a pipeline can tell bad data from a bad key.
      </p>
      <table className="w-full text-left">
        <thead className="sr-only">
          <tr>
            <th scope="col">Exit code</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {EXIT_CODES.map(([code, meaning]) => (
            <tr key={code} className="border-t last:border-b">
              <th scope="row" className="w-12 py-2 pl-3 font-mono text-sm font-medium">
                {code}
              </th>
              <td className="py-2 pr-3">{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
