import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { statementUses, type DecidedCall } from "../../../local/permissions/statement-uses";
import { firstDifference } from "./first-difference";
import { localStack } from "./local-stack";
import { permissionsPage } from "./permissions-page";
import { readableNames } from "./readable-names";

/** From the root. */
export const PAGE = path.join("docs", "permissions.md");

/** The page that tells of these calls. */
export function pageOf(calls: readonly DecidedCall[]): string {
  const { configuration, permissions } = localStack();
  const uses = statementUses(permissions.policies, calls, permissions.stackPolicyNames);
  return permissionsPage({ uses, readable: readableNames(configuration) });
}

/** @returns in which lines the page that is there does not tell of these calls; empty when it does */
export function pageProblems(root: string, calls: readonly DecidedCall[]): readonly string[] {
  const file = path.join(root, PAGE);
  const wanted = pageOf(calls);
  const current = existsSync(file) ? readFileSync(file, "utf8") : "";
  return wanted === current
    ? []
    : [`${PAGE}: not current: run npm run docs:permissions\n${firstDifference(current, wanted)}`];
}
