// Tells what no server sees: that a page was looked at, and taps that lead out of it. No page needs it.
import Plausible, { type PlausibleOptions } from "plausible-tracker";

const { origin } = location;
const { page } = document.currentScript!.dataset;
const { trackEvent } = Plausible({
  apiHost: `${origin}/visits`,
  url: origin + page,
  trackLocalhost: true,
} as PlausibleOptions);

const look = () => {
  if (document.hidden) return;
  document.onvisibilitychange = null;
  trackEvent("seen");
};
document.onvisibilitychange = look;
look();

document.onclick = ({ target }) => {
  const link = (target as Element).closest("a");
  const name = /^tel(?=:)|^mailto(?=:)|parcel(?=$|\?)/.exec(link ? link.href : "");
  if (name) trackEvent(name[0]);
};
