import { source } from "axe-core";
import type { Page } from "playwright-core";

/** A rule that a page breaks, and where. */
export interface Violation {
  readonly rule: string;
  readonly help: string;
  readonly places: readonly string[];
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
}

/**
 * Checks a page by every rule of axe-core, best practices included. The checker is evaluated by the debugger's protocol, so
 * that the page's own policy against scripts stays in force.
 */
export async function violations(page: Page): Promise<Violation[]> {
  await page.evaluate(source);
  const result = await page.evaluate<AxeResult>("axe.run(document, { resultTypes: ['violations'] })");
  return result.violations.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    places: nodes.map(({ target }) => target.join(" ")),
  }));
}
