import { pipelineDrawing } from "../drawing/pipeline-drawing";
import { partState } from "../drawing/pipeline-state";
import { dataTable } from "../page/data-table";
import { markup, type Markup } from "../page/markup";
import { badge, code, fold, section } from "../page/parts";
import type { RunResult } from "../../start/run-result";

/** The run's pipeline by its real names: drawn, and as a table. */
export function pipelineSection(result: RunResult): Markup {
  const parts = result.pipeline.map((part) => ({ part, state: partState(part, result) }));
  if (parts.length === 0)
    return section("pipeline", "Pipeline", markup`<p>The run ended before the pipeline was deployed.</p>`);
  return section(
    "pipeline",
    "Pipeline",
    markup`${pipelineDrawing(parts)}${fold(
      "The pipeline as a table",
      dataTable({
        caption: "Parts of the pipeline in the order in which the data takes",
        rows: parts,
        columns: [
          { heading: "Part", cell: ({ part }) => part.role },
          {
            heading: "Name",
            kind: "name",
            cell: ({ part }) => part.names.map((name) => markup`<div>${code(name)}</div>`),
          },
          { heading: "State", cell: ({ state }) => badge(state.tone, state.words) },
        ],
      }),
    )}`,
  );
}
