import { DescribeDBInstancesCommand, type RDSClient } from "@aws-sdk/client-rds";
import * as z from "zod";
import type { DatabaseFacts, Found } from "../facts";
import { look } from "./look";

const instanceSchema = z.object({
  DBInstanceIdentifier: z.string(),
  Engine: z.string(),
  EngineVersion: z.string(),
  DBInstanceStatus: z.string(),
  DBInstanceClass: z.string(),
  StorageType: z.string().default("unknown"),
  AllocatedStorage: z.number(),
  MultiAZ: z.boolean().default(false),
  KmsKeyId: z.string().optional(),
  MasterUserSecret: z.object({ SecretArn: z.string().optional() }).optional(),
});

/** The instance of that identifier. */
export function readDatabase(
  rds: RDSClient,
  identifier: string,
  signal: AbortSignal,
): Promise<Found<DatabaseFacts>> {
  return look({
    what: `database ${identifier}`,
    action: "rds:DescribeDBInstances",
    missing: ["DBInstanceNotFound", "DBInstanceNotFoundFault"],
    signal,
    read: async () => {
      const { DBInstances: [instance] = [] } = await rds.send(
        new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier }),
        { abortSignal: signal },
      );
      return instance === undefined ? undefined : databaseFacts(instance);
    },
  });
}

function databaseFacts(answer: unknown): DatabaseFacts {
  const instance = instanceSchema.parse(answer);
  return {
    identifier: instance.DBInstanceIdentifier,
    engine: instance.Engine,
    engineVersion: instance.EngineVersion,
    status: instance.DBInstanceStatus,
    instanceClass: instance.DBInstanceClass,
    storageType: instance.StorageType,
    gigabytes: instance.AllocatedStorage,
    multiZone: instance.MultiAZ,
    keyArn: instance.KmsKeyId,
    secretArn: instance.MasterUserSecret?.SecretArn,
  };
}
