import type { Copy } from "./plan";
import { neighbourFiles, type Explaining } from "./verify/explain-differences";
import type { FileSet } from "./verify/file-set";

/**
 * Tells whether a file that lies where one of ours would go is another export's of that day: that one must not be written
 * over. It is asked only where a file lies that is not ours, and looks at one table at a time, as copies come.
 *
 * @throws AwsCallError, TimeShortError
 */
export function neighbourOwner(explaining: Explaining): (copy: Copy) => Promise<boolean> {
  const { prefix } = explaining.settings;
  let looked = "";
  let names: FileSet | undefined;
  return async ({ sourceKey }) => {
    const [database = "", table = ""] = sourceKey.slice(prefix.length).split("/");
    if (names === undefined || looked !== `${database}/${table}`) {
      ({ names } = await neighbourFiles({ database, table }, explaining));
      looked = `${database}/${table}`;
    }
    return names.has(sourceKey.slice(sourceKey.lastIndexOf("/") + 1));
  };
}
