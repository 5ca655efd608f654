import { AwsError } from "../aws-error";
import { queryAnswer, queryError, queryDenial, queryRefusal, readQuery } from "../protocols/query-protocol";
import type { Service } from "../service";
import type { ExportRunner } from "./export-runner";
import { actions } from "./rds-actions";
import type { RdsWorld } from "./rds-world";

const NAMESPACE = "http://rds.amazonaws.com/doc/2014-10-31/";

/** RDS on the wire: the Query protocol of 2014-10-31. */
export function rdsService(world: RdsWorld, runner: ExportRunner): Service {
  return {
    async understand(request) {
      const { action: name, parameters } = await readQuery(request);
      const action = actions.get(name);
      if (action === undefined)
        throw new AwsError("InvalidAction", `Could not find operation ${name} for version 2014-10-31`);
      return {
        name,
        resource: action.resource(world.arns, parameters),
        needs: () => [],
        run: async ({ requestId }) =>
          queryAnswer(NAMESPACE, name, requestId, await action.run(world, runner, parameters)),
      };
    },
    renderError: (error, requestId) => queryError(NAMESPACE, error, requestId),
    denial: queryDenial,
    refusal: queryRefusal,
  };
}
