import { dependable, Fn, TerraformResource, Token } from "cdktf";
import { Construct } from "constructs";
import { fixAddresses } from "../shared/address";
import { lowerCased } from "../shared/lower-cased";
import { keepToOneProvider } from "../shared/one-provider";
import { setProvider } from "../shared/provider";
import { Access } from "./access";
import { Bastion } from "./bastion";
import { Database } from "./database";
import { databaseKey, databaseKeyPolicy } from "./database-key";
import { databaseSecretArn } from "./database-secret";
import { databaseLogGroups } from "./database-log-groups";
import { sandboxNames } from "./names";
import type { SandboxDatabase, SandboxResourcesProps } from "./props";
import { SandboxAccount } from "./sandbox-account";
import { sandboxSettings } from "./settings";
import { SystemsManagerEndpoints } from "./systems-manager-endpoints";

/**
 * A small database, in an account that holds no production data, and a bastion by which Systems Manager reaches it.
 *
 * @throws SandboxSettingsError when inputs are missing or wrong, or do not go together
 * @throws ProviderError when the provider is not AWS's, or another stack's
 */
export class SandboxResources extends Construct implements SandboxDatabase {
  readonly databaseIdentifier: string;
  readonly databaseHost: string;
  readonly databasePort: number;
  readonly databaseName: string;
  readonly databaseSecretArn: string;
  readonly databaseKeyArn: string;
  readonly bastionInstanceId: string;

  constructor(scope: Construct, id: string, props: SandboxResourcesProps) {
    super(scope, id);
    const settings = sandboxSettings(this, props);
    fixAddresses(this, settings.addressPrefix);
    setProvider(this, settings.provider);
    const names = sandboxNames(settings.identifierPrefix, lowerCased);
    const {
      awsSandboxAccountId: accountId,
      awsSandboxVpcId: vpcId,
      awsSandboxSubnetIds: subnetIds,
    } = settings;
    const account = new SandboxAccount(this, "account", { accountId, vpcId, subnetIds });
    const { vpc } = account;
    const subnetId = Token.asString(Fn.element(subnetIds, 0));

    const access = new Access(this, "access", { vpcId, names, tags: settings.tags });
    const { endpoints } = new SystemsManagerEndpoints(this, "systems-manager", {
      settings,
      names,
      vpc,
      subnetId,
    });
    const bastion = new Bastion(this, "bastion", {
      settings,
      names,
      subnetId,
      securityGroupId: access.bastionSecurityGroup.id,
      dependsOn: [...access.bastionRules, ...endpoints],
    });
    const key = databaseKey(this, settings);
    databaseKeyPolicy(this, key, settings);
    const { instance } = new Database(this, "database", {
      settings,
      names,
      key,
      securityGroup: access.databaseSecurityGroup,
      logGroups: databaseLogGroups(this, names.database, settings),
    });
    const secretArn = databaseSecretArn(instance);
    waitFor(account, this);
    keepToOneProvider(this);

    this.databaseIdentifier = instance.identifier;
    this.databaseHost = instance.address;
    this.databasePort = instance.port;
    this.databaseName = instance.dbName;
    this.databaseSecretArn = secretArn;
    this.databaseKeyArn = key.arn;
    this.bastionInstanceId = bastion.instanceId;
  }
}

/** Has nothing made below a construct before the account and its network are checked, some of which names neither. */
function waitFor(account: SandboxAccount, scope: Construct): void {
  const resources = scope.node.findAll().filter((element) => TerraformResource.isTerraformResource(element));
  for (const resource of resources)
    resource.dependsOn = [...(resource.dependsOn ?? []), dependable(account.vpc)];
}
