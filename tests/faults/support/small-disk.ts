import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const CHUNK_BYTES = 64 * 1024;

/** A disk that can be filled up without harm: memory, mounted. That takes root. */
export class SmallDisk {
  readonly path = mkdtempSync(path.join(tmpdir(), 'qarion-disk-'));
  private readonly filler = path.join(this.path, 'filler');
  private isMounted = false;

  /** Null where nothing may be mounted. */
  static mount(megabytes: number): SmallDisk | null {
    const disk = new SmallDisk();
    const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'none', disk.path];
    disk.isMounted = spawnSync('mount', options).status === 0;
    if (disk.isMounted) return disk;
    disk.remove();
    return null;
  }

  /** Leaves no room for a single byte. */
  fill(): void {
    const file = openSync(this.filler, 'a');
    try {
      for (const size of [CHUNK_BYTES, 1]) {
        while (hasRoomFor(file, size));
      }
    } finally {
      closeSync(file);
    }
  }

  makeRoom(): void {
    rmSync(this.filler);
  }

  remove(): void {
    if (this.isMounted) spawnSync('umount', ['--lazy', this.path]);
    rmdirSync(this.path);
  }
}

function hasRoomFor(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size;
  } catch {
    return false;
  }
}
