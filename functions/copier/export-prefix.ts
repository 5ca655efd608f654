import type { ExportTask } from "../shared/export-task";

/** Where the objects of an export lie in its bucket, with a slash at the end: `[<prefix>/]<task>/`. */
export function exportPrefix({ prefix, id }: Pick<ExportTask, "prefix" | "id">): string {
  return [prefix.replace(/\/+$/, ""), id, ""].filter((part, at) => at > 0 || part !== "").join("/");
}
