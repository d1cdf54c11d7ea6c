import { systemOf, transact, type System, type Tenant } from "#db/tenant.ts";
import type { PersonId } from "#db/ids.ts";
import { isAtStripe } from "../../config.server.ts";
import { startVisit, type CustomerPortalFlow } from "../customer-portal-visits.ts";
import { addStaffTask, closeStaffTask } from "../../company/staff-tasks.ts";
import { paths } from "../../paths.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { stripeApiFor, type Params } from "../stripe/stripe-api.ts";
import { markForFetch } from "../stripe/fetch-queue.ts";
import { faultOf, StripeFault, type StripeErrorDetails } from "../stripe/fault.ts";
import { shared } from "../stripe/shared.ts";
import { throttleOf } from "../stripe/throttle.ts";

export type CustomerPortalVisit = {
  personId: PersonId;
  customerId: string;
  flow: CustomerPortalFlow;
  /** The subscription it is about, where it is about one. */
  subscriptionId?: string;
  /** What the person's browser wishes for first, such as `de-AT`: Stripe speaks more languages than we do. */
  locale: string;
};

/** Where the portal is open; or why it is not: `unavailable` now, `not-here` by Stripe's settings, `gone` with its customer. */
export type CustomerPortalResult = { url: string } | { failure: "unavailable" | "not-here" | "gone" };

const lane = "interactive";
const refused = "stripe-portal-refused";

/**
 * Opens Stripe's own portal for one Stripe customer of the tenant, at the page for what the person wants, and writes
 * down what things are before. Its address works for minutes and for anybody: pass it on, keep it nowhere. Presses
 * of one person at the same time open it once; `admit` stops it by throwing.
 */
export function openCustomerPortal(
  portal: Portal,
  tenant: Tenant,
  visit: CustomerPortalVisit,
  admit?: () => void,
): Promise<CustomerPortalResult> {
  const { personId, customerId, flow, subscriptionId } = visit;
  const what = ["portal", tenant.orgId, personId, customerId, flow, subscriptionId].join(" ");
  return shared(portal, what, () => open(portal, tenant, visit), admit);
}

async function open(portal: Portal, tenant: Tenant, visit: CustomerPortalVisit): Promise<CustomerPortalResult> {
  const { customerId, flow, personId } = visit;
  const system = systemOf(connectionOf(portal));
  const visitId = startVisit(tenant, { customerId, flow, personId }, portal.now());
  const returnUrl = new URL(paths.returned(tenant.orgId, visitId), portal.config.appUrl).href;
  try {
    if (throttleOf(portal).limiters[lane].room(portal.now()) < 1) throw new StripeFault("limited", "Too many already");
    const params = paramsOf(visit, returnUrl);
    const path = "/v1/billing_portal/sessions";
    const { url } = await stripeApiFor(portal, lane).post("billing_portal.session", path, params, visitId);
    if (typeof url !== "string" || !isAtStripe(portal.config, url)) {
      const message = "its address is not one of Stripe's; set STRIPE_PORTAL_ORIGIN";
      throw new StripeFault("failed", message, 200, null, { code: null, param: null, message });
    }
    closeStaffTask(system, refused, flow, portal.now());
    return { url };
  } catch (error) {
    const fault = faultOf(error);
    portal.log.warn({ customer: customerId, flow, reason: fault.message }, "stripe's portal could not be opened");
    return fault.details ? whatWasSaid(portal, system, visit, fault.details) : { failure: "unavailable" };
  }
}

/** https://docs.stripe.com/customer-management/portal-deep-links; without a flow it opens at its start. */
function paramsOf({ customerId, flow, subscriptionId, locale }: CustomerPortalVisit, returnUrl: string): Params {
  const session = { customer: customerId, return_url: returnUrl, locale: portalLocale(locale) };
  if (flow === "subscription_keep") return session;
  const about: Params = subscriptionId ? { [flow]: { subscription: subscriptionId } } : {};
  const afterwards = { type: "redirect", redirect: { return_url: returnUrl } };
  return { ...session, flow_data: { type: flow, after_completion: afterwards, ...about } };
}

/** What Stripe says against a session comes of its settings, or of something that changed and did not reach us yet. */
function whatWasSaid(
  portal: Portal,
  system: System,
  visit: CustomerPortalVisit,
  { code, param, message }: StripeErrorDetails,
): CustomerPortalResult {
  const { customerId, subscriptionId, flow } = visit;
  const isGone = code === "resource_missing" && param === "customer";
  const now = portal.now();
  transact(system, () => {
    markForFetch(system, { type: "customer", id: customerId }, { now });
    if (subscriptionId) markForFetch(system, { type: "subscription", id: subscriptionId }, { now });
    if (!isGone)
      addStaffTask(
        system,
        refused,
        flow,
        `Stripe’s customer portal can’t be opened for ${customerId}: ${message}`,
        now,
      );
  });
  return { failure: isGone ? "gone" : "not-here" };
}

const locales =
  "bg cs da de el en en-AU en-CA en-GB en-IE en-IN en-NZ en-SG es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW".split(
    " ",
  );

/** The portal's own name of a locale, by the whole tag or its language; else the portal finds one by itself. */
function portalLocale(locale: string): string {
  const [language = ""] = locale.split("-");
  const wanted = [locale, language === "no" || language === "nn" ? "nb" : language];
  return wanted.find((one) => locales.includes(one)) ?? "auto";
}
