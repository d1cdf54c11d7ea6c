import type { CustomerInput } from "./customer-input.ts";
import { invalid, required } from "../failure.ts";
import { isRecord, list, text, type Params } from "../params.ts";

const LENGTHS: Record<string, number> = {
  name: 256,
  business_name: 150,
  individual_name: 150,
  email: 512,
  phone: 20,
  description: 350,
};
const MAX_FIELDS = 4;
const MAX_METADATA = 50;
const regions = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** The parameters of a request, after Stripe's own refusals; what a test makes inside may be anything, as old data is. */
export function checked(params: Params): CustomerInput {
  for (const [name, maxLength] of Object.entries(LENGTHS)) atMost(params[name], maxLength, name);
  const email = text(params.email);
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email)) {
    throw invalid(`Invalid email address: ${email}`, { code: "email_invalid", param: "email" });
  }
  if (isRecord(params.address)) checkAddress(params.address);
  if (isRecord(params.invoice_settings)) checkFields(params.invoice_settings.custom_fields);
  if (isRecord(params.metadata)) checkMetadata(params.metadata);
  return params as CustomerInput;
}

function atMost(value: Params[string], maxLength: number, param: string) {
  const given = text(value) ?? "";
  if (given.length <= maxLength) return;
  const shown = `${given.slice(0, 10)}...${given.slice(-9)}`;
  throw invalid(`Invalid string: ${shown}; must be at most ${maxLength} characters`, { param });
}

function checkAddress(address: Params) {
  const country = text(address.country);
  if (!country || (/^[A-Za-z]{2}$/.test(country) && regions.of(country.toUpperCase()))) return;
  throw invalid(
    `Country '${country}' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US', 'EG', or 'GB'. A full list of country codes is available at https://stripe.com/global`,
    { code: "country_unsupported", param: "address[country]" },
  );
}

function checkFields(value: Params[string]) {
  const fields = list(value).filter(isRecord);
  if (fields.length > MAX_FIELDS) {
    throw invalid(`Array fields exceeds maximum ${MAX_FIELDS} allowed elements.`, {
      param: "invoice_settings[custom_fields]",
    });
  }
  fields.forEach((field, place) => {
    for (const [key, maxLength] of [["name", 40] as const, ["value", 140] as const]) {
      const param = `invoice_settings[custom_fields][${place}][${key}]`;
      if (!text(field[key])) throw required(param);
      atMost(field[key], maxLength, param);
    }
  });
}

function checkMetadata(metadata: Params) {
  const entries = Object.entries(metadata);
  if (entries.length > MAX_METADATA) {
    throw invalid(`You can only specify ${MAX_METADATA} metadata keys.`, { param: "metadata" });
  }
  for (const [key, value] of entries) {
    atMost(key, 40, "metadata");
    atMost(value, 500, `metadata[${key}]`);
  }
}
