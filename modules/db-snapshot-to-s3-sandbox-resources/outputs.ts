import { Token } from "cdktf";
import type { Outputs } from "../shared/outputs";
import type { SandboxDatabase } from "./props";

/** What somebody needs who uses the sandbox, or gives it to a pipeline. */
export function sandboxDatabaseOutputs(sandbox: SandboxDatabase): Outputs {
  return {
    database_identifier: {
      value: sandbox.databaseIdentifier,
      description:
        "Identifier of the database instance: one of the instances whose snapshots a pipeline exports.",
    },
    database_host: { value: sandbox.databaseHost, description: "Host of the database, within its VPC." },
    database_port: {
      value: Token.asString(sandbox.databasePort),
      description: "Port of the database.",
    },
    database_name: { value: sandbox.databaseName, description: "Name of the database in the instance." },
    database_secret_arn: {
      value: sandbox.databaseSecretArn,
      description: "Secret with the master user's name and password, which RDS makes and rotates.",
    },
    database_kms_key_arn: {
      value: sandbox.databaseKeyArn,
      description: "KMS key that encrypts the database, its snapshots and the secret.",
    },
    bastion_instance_id: {
      value: sandbox.bastionInstanceId,
      description: "Instance through which Systems Manager reaches the database.",
    },
  };
}
