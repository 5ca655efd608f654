import type { RunResult } from "../start/run-result";
import { SHARED_SHAPES } from "./drawing/shared-shapes";
import { Markup, markup } from "./page/markup";
import { attentionSection } from "./sections/attention-section";
import { callsSection } from "./sections/calls-section";
import { contents } from "./sections/contents";
import { decisionsSection } from "./sections/decisions-section";
import { pageFooter } from "./sections/page-footer";
import { pageHeader } from "./sections/page-header";
import { permissionsSection } from "./sections/permissions-section";
import { pipelineSection } from "./sections/pipeline-section";
import { snapshotsSection } from "./sections/snapshots-section";
import { verdict } from "./sections/verdict";
import { STYLE } from "./style/style";

/** Nothing may be loaded, sent or run: the page is what is written here. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * A run as one HTML page that needs nothing beside itself: no script, no file, no network. The same result makes the same
 * bytes. Lists are folded beyond 100 rows and cut, with a count, beyond 1,000.
 */
export function renderReport(result: RunResult): string {
  return markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${verdict(result)}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">To the parts of the page</a>
${SHARED_SHAPES}
${pageHeader(result)}
${contents(result)}
<main id="main" tabindex="-1">
${pipelineSection(result)}
${attentionSection(result)}
${snapshotsSection(result)}
${permissionsSection(result)}
${callsSection(result)}
${decisionsSection(result)}
</main>
${pageFooter(result)}
</body>
</html>
`.text;
}
