import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { addressed } from "../shared/address";
import { jointPreconditions } from "../shared/joint-rule";
import { bastionRole } from "./bastion-role";
import type { SandboxNames } from "./names";
import type { SandboxSettings } from "./settings";
import { mergedTags, tagCountRule } from "./tags";

/** The newest Amazon Linux 2023, whose agent of Systems Manager forwards ports (AL2023 user guide, AL2023 on EC2). */
const NEWEST_IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

/** GB: the image has 8. */
const VOLUME_SIZE = 10;

interface BastionProps {
  readonly settings: SandboxSettings;
  readonly names: SandboxNames;
  readonly subnetId: string;
  readonly securityGroupId: string;
  /** What it cannot be used without, such as rules. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** An instance in the database's network, without a key pair or an open port: Systems Manager alone reaches it. */
export class Bastion extends Construct {
  readonly instanceId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: BastionProps,
  ) {
    super(scope, id);
    const { settings, names } = props;
    const { name, attachment } = bastionRole(this, names.bastionRole, settings.tags);
    const profile = addressed(
      new IamInstanceProfile(this, "profile", {
        name: names.bastionProfile,
        role: name,
        tags: settings.tags,
      }),
      "bastion",
    );
    this.instanceId = this.createInstance(name, profile, [attachment, ...props.dependsOn]).id;
  }

  private createInstance(
    name: string,
    profile: IamInstanceProfile,
    dependsOn: ITerraformDependable[],
  ): Instance {
    const { settings, subnetId, securityGroupId } = this.props;
    const { tags, costSweeperTags } = settings;
    const precondition = jointPreconditions([tagCountRule(settings)]);
    return addressed(
      new Instance(this, "instance", {
        ami: this.newestImage(),
        instanceType: "t3.micro",
        ebsOptimized: true,
        iamInstanceProfile: profile.name,
        subnetId,
        vpcSecurityGroupIds: [securityGroupId],
        associatePublicIpAddress: false,
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        rootBlockDevice: { encrypted: true, volumeType: "gp3", volumeSize: VOLUME_SIZE, tags },
        tags: mergedTags(tags, costSweeperTags, { Name: name }),
        lifecycle: {
          // A newer image every other week would replace the bastion with each apply.
          ignoreChanges: ["ami"],
          ...(precondition.length > 0 && { precondition }),
        },
        dependsOn,
      }),
      "bastion",
    );
  }

  private newestImage(): string {
    const parameter = new DataAwsSsmParameter(this, "image", { name: NEWEST_IMAGE });
    // An image's id is no secret: the plan may show it.
    return addressed(parameter, "bastion_image").insecureValue;
  }
}
