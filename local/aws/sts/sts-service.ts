import { AwsError } from "../aws-error";
import { queryAnswer, queryDenial, queryError, queryRefusal, readQuery } from "../protocols/query-protocol";
import type { Service } from "../service";
import { callerIdentity } from "./caller-identity";

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

/** STS on the wire: who one is. Roles are assumed by the local world itself, which gives out the credentials. */
export function stsService(): Service {
  return {
    async understand(request) {
      const { action: name } = await readQuery(request);
      if (name !== "GetCallerIdentity")
        throw new AwsError(
          "InvalidAction",
          `Could not find operation ${name} for version 2011-06-15. The local STS has GetCallerIdentity; credentials of roles are given out by the local run.`,
        );
      return {
        name,
        resource: "",
        // Everybody may ask who they are, whatever the policies say (API_GetCallerIdentity).
        needs: () => [],
        run: ({ caller, requestId }) => {
          const { arn, userId, account } = callerIdentity(caller);
          const result = { Arn: arn, UserId: userId, Account: account };
          return Promise.resolve(queryAnswer(NAMESPACE, name, requestId, result));
        },
      };
    },
    renderError: (error, requestId) => queryError(NAMESPACE, error, requestId),
    denial: queryDenial,
    refusal: queryRefusal,
  };
}
