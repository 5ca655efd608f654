import { findProgram } from "./find-program";

const GUIDE = "https://docs.aws.amazon.com/systems-manager/latest/userguide";
const CLI_PAGE = "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";

/** AWS's page on how to install the plugin, by platform. */
const PLUGIN_PAGES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: `${GUIDE}/install-plugin-macos-overview.html`,
  win32: `${GUIDE}/install-plugin-windows.html`,
};

const LINUX_PLUGIN_PAGES =
  `${GUIDE}/install-plugin-debian-and-ubuntu.html (Debian and Ubuntu), ` +
  `${GUIDE}/install-plugin-linux.html (Amazon Linux and Red Hat)`;

const PLATFORM_NAMES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: "macOS",
  win32: "Windows",
  linux: "Linux",
};

/** @returns one line for each program that the tunnel needs and that is not installed, with what to install */
export function missingPrograms(
  environment: Readonly<NodeJS.ProcessEnv>,
  platform: NodeJS.Platform = process.platform,
): readonly string[] {
  const on = PLATFORM_NAMES[platform] ?? platform;
  const needed = [
    { program: "aws", what: "the AWS CLI", page: CLI_PAGE },
    {
      program: "session-manager-plugin",
      what: "the Session Manager plugin of the AWS CLI",
      page: PLUGIN_PAGES[platform] ?? LINUX_PLUGIN_PAGES,
    },
  ];
  return needed
    .filter(({ program }) => findProgram(program, environment, platform) === undefined)
    .map(
      ({ program, what, page }) => `${program} is not on the PATH: install ${what}; for ${on} see ${page}`,
    );
}
