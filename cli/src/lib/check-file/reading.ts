import { type Document, isAlias, isNode, type LineCounter, type Node } from 'yaml';

/** What is wrong in a file, and where. */
export type Fault = { line: number; column: number; message: string };

/** Reads a node as a value. Undefined when it is none; the fault was noted then. */
export type Read<T> = (reading: Reading, node: Node) => T | undefined;

/** A YAML document that is being read, and what was found wrong in it so far. */
export class Reading {
  readonly faults: Fault[] = [];
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(document: Document, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
    for (const { pos, message } of document.errors) this.#add(pos[0], message);
  }

  get root(): Node | null {
    return this.#document.contents;
  }

  /** What an alias stands for; anything else is itself. */
  resolve(node: Node): Node {
    return (isAlias(node) && node.resolve(this.#document)) || node;
  }

  fault(node: Node, message: string): undefined {
    this.#add(node.range?.[0] ?? 0, message);
  }

  /** Notes a fault at a place in the document, or at the nearest around it that is there. */
  faultAt(path: readonly (string | number)[], message: string): undefined {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return void this.#add(node.range[0], message);
    }
    this.#add(0, message);
  }

  #add(offset: number, message: string): void {
    const { line, col } = this.#lines.linePos(offset);
    this.faults.push({ line: Math.max(1, line), column: Math.max(1, col), message });
  }
}
