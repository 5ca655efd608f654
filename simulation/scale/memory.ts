import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const MEBIBYTE = 1024 ** 2;
/** The share of the time that looking may take. */
const SHARE = 0.03;
const FIRST_LOOK_MILLISECONDS = 1000;

/** Bytes in use when what nobody needs any more is gone. */
export interface MemoryUse {
  /** At the most that was seen. */
  readonly most: number;
  /** When all was over, and only the world was left. */
  readonly world: number;
}

/** Looks at the heap while a run goes on. Made before the run, whose own time stands still meanwhile. */
export class MemoryWatch {
  private readonly collect = garbageCollector();
  private readonly setTimer = setTimeout;
  private readonly clearTimer = clearTimeout;
  private readonly now = performance.now.bind(performance);
  private most = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor() {
    this.lookAfter(FIRST_LOOK_MILLISECONDS);
  }

  /** Ends the watch. To be called while the world still stands. */
  end(): MemoryUse {
    this.clearTimer(this.timer);
    const world = this.look();
    return { most: this.most, world };
  }

  private lookAfter(milliseconds: number): void {
    this.timer = this.setTimer(() => {
      const before = this.now();
      this.look();
      this.lookAfter(Math.max(FIRST_LOOK_MILLISECONDS, (this.now() - before) / SHARE));
    }, milliseconds);
  }

  private look(): number {
    this.collect();
    const { heapUsed } = process.memoryUsage();
    this.most = Math.max(this.most, heapUsed);
    return heapUsed;
  }
}

/** As reports say it. */
export function memoryText({ most, world }: MemoryUse): string {
  const mebibytes = (bytes: number): string => `${(bytes / MEBIBYTE).toFixed(0)} MiB`;
  // In KiB, of the whole process until now.
  const rss = process.resourceUsage().maxRSS * 1024;
  return `heap ${mebibytes(most)}, of which the functions ${mebibytes(most - world)} at the most, the rest is the world; RSS ${mebibytes(rss)}`;
}

/** V8's own, without starting Node by a flag. */
function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
