import path from "node:path";
import { replaceSection } from "../docs/marked-section";
import { bucketChanges } from "./explained-bucket-changes";
import { pipelineChanges } from "./explained-pipeline-changes";
import { GOING_BACK_LINES } from "./go-back";
import { planTable } from "./plan-table";

/** The page that tells people how to take over what they run, from the root of the repository. */
export const GUIDE = path.join("docs", "upgrade-from-hcl.md");

/**
 * Puts what the test knows into the guide: what the plan shows, what goes into the root before going back, and, of a
 * run, what happened in it.
 * @param transcript lines of a run; left out, the guide's stay as they are
 * @throws Error when the guide lacks a section
 */
export function withGeneratedSections(guide: string, transcript?: readonly string[]): string {
  const sections = {
    plan: planTable(pipelineChanges),
    "bucket-plan": planTable(bucketChanges),
    "going-back": fenced("hcl", GOING_BACK_LINES.trimEnd()),
    ...(transcript && { transcript: fenced("", transcript.join("\n")) }),
  };
  return Object.entries(sections).reduce(
    (text, [name, content]) => replaceSection(GUIDE, text, name, content),
    guide,
  );
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
