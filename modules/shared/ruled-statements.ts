import type { RuledStatement } from "../../config/settings/policy-statement";
import { isLiteral } from "./literal";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Policy statements of a program, as rules look at them.
 * @returns undefined for what is no list of statements: a program in plain JavaScript may give anything
 */
export function ruledStatements(given: unknown): readonly RuledStatement[] | undefined {
  return isListOf(given, isStatement) ? given.map(ruledStatement) : undefined;
}

interface Statement {
  readonly sid: string;
  readonly effect?: string;
  readonly actions: string[];
  readonly resources?: string[];
  readonly principals?: readonly RuledPrincipals[];
  readonly conditions?: NonNullable<RuledStatement["conditions"]>;
  readonly when?: unknown;
}

interface RuledPrincipals {
  readonly type: string;
  readonly identifiers: string[];
}

/** Whom a statement is about that names nobody: the policy of a bucket or key cannot have it. */
const NOBODY: RuledPrincipals = { type: "AWS", identifiers: [] };

function ruledStatement({ effect, principals, when, ...others }: Statement): RuledStatement {
  return {
    ...others,
    effect: effect ?? "Allow",
    principals: principals === undefined || principals.length === 0 ? [NOBODY] : principals,
    mayBeAbsent: when !== undefined && when !== true,
  };
}

function isStatement(value: unknown): value is Statement {
  return (
    isObject(value) &&
    isText(value["sid"]) &&
    isAbsentOr(value["effect"], isText) &&
    isTexts(value["actions"]) &&
    isAbsentOr(value["resources"], isTexts) &&
    isAbsentOr(value["principals"], (list) => isListOf(list, isPrincipals)) &&
    isAbsentOr(value["conditions"], (list) => isListOf(list, isCondition))
  );
}

function isPrincipals(value: unknown): value is RuledPrincipals {
  return isObject(value) && isText(value["type"]) && isTexts(value["identifiers"]);
}

function isCondition(value: unknown): value is NonNullable<RuledStatement["conditions"]>[number] {
  return isObject(value) && isText(value["test"]) && isText(value["variable"]) && isTexts(value["values"]);
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAbsentOr(value: unknown, is: (present: unknown) => boolean): boolean {
  return value === undefined || is(value);
}

function isListOf<T>(value: unknown, is: (element: unknown) => element is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

/** Tokens may be among them, or stand for all of them. */
function isTexts(value: unknown): boolean {
  return !isLiteral(value) || (Array.isArray(value) && value.every(isText));
}

function isText(value: unknown): boolean {
  return typeof value === "string" || !isLiteral(value);
}
