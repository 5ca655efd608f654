import { readFileSync } from "node:fs";
import path from "node:path";
import { bundleOf, type Bundle } from "./bundle";

/**
 * The code of a function as it lies in the npm package, beside the compiled constructs: users of the package have
 * neither the functions' sources nor what they are bundled with. Takes the place of `function-bundle.ts` there.
 */
export function functionBundle(name: string): Bundle {
  const file = path.join(__dirname, "functions", `${name}.zip`);
  return { ...bundleOf(name, readFileSync(file)), file };
}
