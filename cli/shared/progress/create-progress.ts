import { DrawnProgress } from "./drawn-progress";
import { LineProgress } from "./line-progress";
import type { Progress } from "./progress";

/**
 * @param write prints a line
 * @param terminal whether it goes to one: then steps are drawn, otherwise they are lines with a mark each
 */
export function createProgress(write: (line: string) => void, terminal: boolean): Progress {
  return terminal ? new DrawnProgress(write) : new LineProgress(write);
}
