import { PIPELINE_NAMES } from "../../modules/db-snapshot-to-s3/names";
import type { FunctionConfiguration } from "../lambda/function-configuration";
import type { FunctionRoles } from "./call-decision";

/**
 * Tells the two functions by the ends of their names, which the constructs give them.
 *
 * @throws Error when one of them is not among the deployed ones
 */
export function functionRoles(
  functions: readonly Pick<FunctionConfiguration, "functionName" | "roleArn">[],
): FunctionRoles {
  const roleOf = (suffix: string): string => {
    const found = functions.find(({ functionName }) => functionName.endsWith(suffix));
    if (found !== undefined) return found.roleArn;
    const names = functions.map(({ functionName }) => functionName).join(", ");
    throw new Error(`expected a deployed function whose name ends with ${suffix}, there are ${names}`);
  };
  return {
    export: roleOf(PIPELINE_NAMES.exportFunction.suffix),
    copier: roleOf(PIPELINE_NAMES.copierFunction.suffix),
  };
}
