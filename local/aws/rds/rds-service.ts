import { AwsError } from "../aws-error";
import { rdsDenial } from "../needs/rds-denial";
import { rdsNeeds } from "../needs/rds-needs";
import { queryAnswer, queryError, queryRefusal, readQuery } from "../protocols/query-protocol";
import type { Service } from "../service";
import type { ExportRunner } from "./export-runner";
import { actions } from "./rds-actions";
import type { RdsWorld } from "./rds-world";

const NAMESPACE = "http://rds.amazonaws.com/doc/2014-10-31/";

/** Every operation of the local RDS. */
export const rdsOperations: readonly string[] = [...actions.keys()];

/** RDS on the wire: the Query protocol of 2014-10-31. */
export function rdsService(world: RdsWorld, runner: ExportRunner): Service {
  return {
    async understand(request) {
      const { action: name, parameters } = await readQuery(request);
      const action = actions.get(name);
      if (action === undefined)
        throw new AwsError(
          "InvalidAction",
          `Could not find operation ${name} for version 2014-10-31. The local RDS has ${[...actions.keys()].sort().join(", ")}.`,
        );
      return {
        name,
        resource: action.resource(world.arns, parameters),
        needs: ({ accountId }) =>
          rdsNeeds(name, { given: parameters, arns: world.arns, callerAccountId: accountId }),
        run: async ({ requestId }) =>
          queryAnswer(NAMESPACE, name, requestId, await action.run(world, runner, parameters)),
      };
    },
    renderError: (error, requestId) => queryError(NAMESPACE, error, requestId),
    denial: rdsDenial,
    refusal: queryRefusal,
  };
}
