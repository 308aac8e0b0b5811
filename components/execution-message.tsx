/** What an execution says. What a database says of a query points at its place, which takes its lines, and letters of one width. */
export function ExecutionMessage({ text }: { text: string }) {
  return text.includes('\n') ? (
    <span className="block font-mono text-sm [overflow-wrap:anywhere] whitespace-pre-wrap">{text}</span>
  ) : (
    <span className="[overflow-wrap:anywhere]">{text}</span>
  );
}
