import type { IResolvable } from "cdktf";
import * as z from "zod";
import {
  PRINCIPAL_TYPES,
  type BucketStatement,
  type KeyStatement,
} from "../../config/settings/policy-statement";
import type { PolicyStatement } from "../shared/policy-document";
import { isList } from "./is-list";

const effect = z.enum(["Allow", "Deny"]);
const principalType = z.enum(PRINCIPAL_TYPES);
/** What every statement of a key's policy is about: the key. */
const THE_KEY = ["*"];

/**
 * Statements as the module's variables hold them, as those of a policy.
 * @throws z.ZodError for an effect, or a type of principals, that IAM does not know
 */
export function givenStatements(
  given: readonly (BucketStatement | KeyStatement)[] | IResolvable,
): readonly PolicyStatement[] | IResolvable {
  return isList(given) ? given.map(policyStatement) : given;
}

function policyStatement(given: BucketStatement | KeyStatement): PolicyStatement {
  const { type, identifiers } = given.principals;
  return {
    sid: given.sid,
    effect: effect.parse(given.effect),
    actions: given.actions,
    resources: "resources" in given ? given.resources : THE_KEY,
    principals: [{ type: principalType.parse(type), identifiers }],
    ...(given.conditions !== undefined && { conditions: given.conditions }),
  };
}
