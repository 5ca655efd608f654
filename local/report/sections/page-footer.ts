import { markup, type Markup } from "../page/markup";
import { code, facts } from "../page/parts";
import type { RunResult } from "../../start/run-result";

/** Where the rest of the run lies. */
export function pageFooter({ terraformJson, directory }: RunResult): Markup {
  return markup`
<footer>
${facts([
  ["Terraform JSON", code(terraformJson)],
  ["Run's folder", directory === null ? "not kept: --keep keeps landed files and logs" : code(directory)],
])}
</footer>`;
}
