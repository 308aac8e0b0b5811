import { plainLine } from './plain-text';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 80;
const CLEAR_LINE = '\r\u001b[2K';

/** Turns beside a text on one line of a terminal until it is stopped, and then leaves no trace. */
export function startSpinner(terminal: NodeJS.WritableStream, text: string): () => void {
  const startedAt = performance.now();
  let at = 0;
  const draw = () => {
    const seconds = Math.floor((performance.now() - startedAt) / 1000);
    const since = seconds > 0 ? ` ${seconds} s` : '';
    terminal.write(`${CLEAR_LINE}${FRAMES[at++ % FRAMES.length]} ${plainLine(text)}${since}`);
  };
  draw();
  const timer = setInterval(draw, FRAME_MS);
  return () => {
    clearInterval(timer);
    terminal.write(CLEAR_LINE);
  };
}
