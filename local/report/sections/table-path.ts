/** Paths of a snapshot's tables differ in some segments alone, mostly in the table's name. */
export interface CommonPath {
  /** With `‹table›` where they differ; the whole path where there is but one. */
  readonly pattern: string;
  /** What stands in those places, by path. */
  readonly own: (path: string) => string;
}

export function commonPath(paths: readonly string[]): CommonPath {
  const split = paths.map((path) => path.split("/"));
  const first = split[0] ?? [];
  const common = first.map((part, index) => split.every((each) => each[index] === part));
  return {
    pattern: first.map((part, index) => (common[index] === true ? part : "‹table›")).join("/"),
    own: (path) =>
      path
        .split("/")
        .filter((_part, index) => common[index] !== true)
        .join("/"),
  };
}
