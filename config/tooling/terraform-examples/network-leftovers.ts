import {
  paginateDescribeInstances,
  paginateDescribeSecurityGroups,
  paginateDescribeVolumes,
  paginateDescribeVpcEndpoints,
} from "@aws-sdk/client-ec2";
import { paginateListInstanceProfiles } from "@aws-sdk/client-iam";
import type { AwsClients } from "./aws-clients";
import { everyPage, type Names } from "./every-page";

/** What an account has of a sandbox's bastion and its network, by Terraform's type. */
export const NETWORK_QUESTIONS: Readonly<Record<string, (clients: AwsClients) => Promise<Names>>> = {
  aws_ebs_volume: ({ ec2 }) =>
    everyPage(paginateDescribeVolumes({ client: ec2 }, {}), ({ Volumes = [] }) =>
      Volumes.map(({ VolumeId }) => VolumeId),
    ),
  aws_iam_instance_profile: ({ iam }) =>
    everyPage(paginateListInstanceProfiles({ client: iam }, {}), ({ InstanceProfiles = [] }) =>
      InstanceProfiles.map(({ Arn }) => Arn),
    ),
  aws_instance: ({ ec2 }) =>
    everyPage(paginateDescribeInstances({ client: ec2 }, {}), ({ Reservations = [] }) =>
      Reservations.flatMap(({ Instances = [] }) => Instances)
        // AWS lists one for an hour after its end.
        .filter(({ State }) => State?.Name !== "terminated")
        .map(({ InstanceId }) => InstanceId),
    ),
  aws_security_group: ({ ec2 }) =>
    everyPage(paginateDescribeSecurityGroups({ client: ec2 }, {}), ({ SecurityGroups = [] }) =>
      // Every VPC has one of that name, which nobody can delete.
      SecurityGroups.filter(({ GroupName }) => GroupName !== "default").map(({ GroupId }) => GroupId),
    ),
  aws_vpc_endpoint: ({ ec2 }) =>
    everyPage(paginateDescribeVpcEndpoints({ client: ec2 }, {}), ({ VpcEndpoints = [] }) =>
      // The API's types write it in capitals, and its answers do not.
      VpcEndpoints.filter(({ State }) => State?.toLowerCase() !== "deleted").map(
        ({ VpcEndpointId }) => VpcEndpointId,
      ),
    ),
};
