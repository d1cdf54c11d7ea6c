import type { Way } from "../feature.ts";
import { isOn, featureDefinitions } from "../features.ts";
import { paths } from "../paths.ts";
import { portalText } from "../text/portal.ts";
import { useShell, useText, useWord } from "./use.ts";

/** The parts of the staff's settings: those of the jobs that are on, then the company's own. */
export function useStaffSettings(): { to: string; name: string }[] {
  const { staffNav } = useText(portalText);
  const say = useWord();
  const on = useShell()?.features ?? [];
  const ofJobs = featureDefinitions.flatMap((job): readonly Way[] =>
    "settings" in job && isOn(job, on) ? job.settings : [],
  );
  return [
    ...ofJobs.map(({ to, name }) => ({ to: to(), name: say(name) })),
    { to: paths.staffMails(), name: staffNav.mails },
    { to: paths.insights(), name: staffNav.insights },
    { to: paths.staffKeys(), name: staffNav.keys },
    { to: paths.staffLog(), name: staffNav.log },
    { to: paths.staffHealth(), name: staffNav.health },
  ];
}
