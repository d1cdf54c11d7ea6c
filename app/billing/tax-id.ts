import { euVat, stdnum } from "stdnum";

/** Stripe's name for the kind of number, and the number as Stripe's examples write it. */
export type TaxId = { type: string; value: string };

type Validator = (typeof stdnum)[string][string];
/** `anyDigits`: a number that is right but for its check digit is taken too. */
type Rule = { type: string; read: (bare: string, anyDigits: boolean) => string | null };

/** The number without what people put between its digits: what two ways of writing it have in common. */
export const bareTaxId = (text: string) => text.toUpperCase().replace(/[\s.,/\-–·]/g, "");

export const sameTaxId = (a: TaxId, b: TaxId) => bareTaxId(a.value) === bareTaxId(b.value);

const european = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");
const prefixOf = (country: string) => (country === "GR" ? "EL" : country);

function compactOf(validator: Validator, bare: string, anyDigits: boolean): string | null {
  const found = validator.validate(bare);
  if (found.isValid) return found.compact;
  return anyDigits && found.error.name === "InvalidChecksum" ? validator.compact(bare) : null;
}

const checked = (type: string, validator: Validator, write = (compact: string) => compact): Rule => ({
  type,
  read(bare, anyDigits) {
    const compact = compactOf(validator, bare, anyDigits);
    return compact && write(compact);
  },
});
const shaped = (type: string, shape: RegExp): Rule => ({ type, read: (bare) => (shape.test(bare) ? bare : null) });

/**
 * Kinds of numbers by country, the likeliest first: https://docs.stripe.com/billing/customer/tax-ids#supported-tax-id
 * Digits are checked by stdnum; where it knows nothing, by their shape.
 */
const own: Record<string, Rule[]> = {
  AU: [checked("au_abn", stdnum.AU!.abn!)],
  BR: [
    checked("br_cnpj", stdnum.BR!.cnpj!, (n) => stdnum.BR!.cnpj!.format(n)),
    checked("br_cpf", stdnum.BR!.cpf!, (n) => stdnum.BR!.cpf!.format(n)),
  ],
  CA: [
    { type: "ca_gst_hst", read: (n, any) => (/RT\d{4}$/.test(n) && compactOf(stdnum.CA!.gst!, n, any) ? n : null) },
    checked("ca_bn", stdnum.CA!.bn!, (n) => n.slice(0, 9)),
  ],
  CH: [
    checked("ch_vat", euVat.CH![0]!, (n) => euVat.CH![0]!.format(n)),
    checked("ch_uid", stdnum.CH!.uid!, (n) => stdnum.CH!.uid!.format(n)),
  ],
  DE: [checked("de_stn", stdnum.DE!.stnr!)],
  FR: [checked("fr_siret", stdnum.FR!.siret!), checked("fr_siren", stdnum.FR!.siren!)],
  GB: [checked("gb_vat", stdnum.GB!.vat!, (n) => `GB${n}`)],
  IN: [checked("in_gst", stdnum.IN!.gstin!)],
  JP: [
    {
      type: "jp_trn",
      read: (n, any) => (/^T\d{13}$/.test(n) && compactOf(stdnum.JP!.cn!, n.slice(1), any) ? n : null),
    },
    checked("jp_cn", stdnum.JP!.cn!),
  ],
  LI: [shaped("li_vat", /^\d{5}$/), shaped("li_uid", /^CHE\d{9}$/)],
  MX: [checked("mx_rfc", stdnum.MX!.rfc!)],
  NO: [
    {
      type: "no_vat",
      read(n, any) {
        const digits = n.replace(/^NO/, "").replace(/MVA$/, "");
        return compactOf(stdnum.NO!.orgnr!, digits, any) && `${digits}MVA`;
      },
    },
  ],
  NZ: [checked("nz_gst", stdnum.NZ!.ird!)],
  SG: [checked("sg_uen", stdnum.SG!.uen!), shaped("sg_gst", /^M[A-Z0-9]{9}$/)],
  TR: [checked("tr_tin", stdnum.TR!.vkn!)],
  US: [checked("us_ein", stdnum.US!.ein!, (n) => stdnum.US!.ein!.format(n))],
  ZA: [checked("za_vat", stdnum.ZA!.vat!)],
};

/** Countries whose numbers are taken as typed: Stripe has one kind for each and looks at it itself. */
const asTyped = new Set(
  (
    "ad_nrt ae_trn al_tin am_tin ao_tin ar_cuit aw_tin az_tin ba_tin bb_tin bd_bin bf_ifu bh_vat bj_ifu bo_tin bs_tin " +
    "bw_vat by_tin cd_nif ci_vat cl_tin cm_niu cn_tin co_nit cr_tin cv_nif do_rcn ec_ruc eg_tin et_tin fo_vat ge_vat " +
    "gh_tin gi_tin gn_nif hk_br id_npwp il_vat is_vat ke_pin kg_tin kh_tin kr_brn kz_bin la_tin lk_vat ma_vat md_vat " +
    "me_pib mk_vat mr_nif mu_vat my_itn mz_nuit ng_tin np_pan om_vat pe_ruc ph_tin py_ruc rs_pib ru_inn sa_vat sm_coe " +
    "sn_ninea sr_fin sv_nit th_vat tj_tin tt_vat tw_vat tz_vat ua_vat ug_tin uy_ruc uz_vat ve_rif vn_tin zm_tin zw_tin"
  ).split(" "),
);
const kindAsTyped = (country: string) =>
  [...asTyped].find((type) => type.startsWith(`${country.toLowerCase()}_`)) ?? null;

function readEuropean(bare: string, country: string, anyDigits: boolean): TaxId | null {
  const prefix = prefixOf(country);
  const number = bare.startsWith(prefix) ? bare.slice(2) : bare;
  for (const validator of euVat[country] ?? []) {
    const compact = compactOf(validator, number, anyDigits);
    if (compact) return { type: "eu_vat", value: prefix + compact.replace(new RegExp(`^${prefix}`), "") };
  }
  return null;
}

/** A number that names its own country, whatever the address: many companies are registered for tax in another one. */
function readPrefixed(bare: string, anyDigits: boolean): TaxId | null {
  const country = european.find((one) => bare.startsWith(prefixOf(one)) || bare.startsWith(one));
  if (country) return readEuropean(bare.replace(/^GR/, "EL"), country, anyDigits);
  if (/^XI(\d{9}|\d{12})$/.test(bare)) return { type: "eu_vat", value: bare };
  const elsewhere = bare.startsWith("GB") ? "GB" : bare.startsWith("CHE") ? "CH" : null;
  return elsewhere && readBy(own[elsewhere]!, bare, anyDigits);
}

/** The country whose kind of number this is, by Stripe's name for it or its own beginning; null where none is known. */
export function countryOfTaxId({ type, value }: TaxId): string | null {
  if (type !== "eu_vat") return type.startsWith("eu_") ? null : type.slice(0, 2).toUpperCase();
  return value.startsWith("XI") ? "GB" : countryNamed(value);
}

const countryNamed = (bare: string) => european.find((one) => bare.startsWith(prefixOf(one))) ?? null;

/** The country whose number somebody meant: the one it names, else that of their address. */
export function countryMeant(typed: string, country: string): string {
  return countryNamed(bareTaxId(typed)) ?? country;
}

function readBy(rules: readonly Rule[], bare: string, anyDigits: boolean): TaxId | null {
  for (const { type, read } of rules) {
    const value = read(bare, anyDigits);
    if (value) return { type, value };
  }
  return null;
}

const readDigits = (bare: string, country: string, anyDigits: boolean): TaxId | null =>
  readPrefixed(bare, anyDigits) ??
  (european.includes(country) ? readEuropean(bare, country, anyDigits) : null) ??
  readBy(own[country] ?? [], bare, anyDigits);

/**
 * A tax id as Stripe takes it, from how somebody typed it and the country of their address ("" for none). `unknown`
 * where Stripe keeps no number of that country, `wrong` where this is none of its numbers, `digits` where it would be
 * one but for its check digit: taken all the same from who `isSure`.
 */
export function readTaxId(typed: string, country: string, isSure = false): TaxId | "unknown" | "wrong" | "digits" {
  const bare = bareTaxId(typed);
  const found = readDigits(bare, country, isSure);
  if (found) return found;
  if (readDigits(bare, country, true)) return "digits";
  if (european.includes(country) || own[country]) return "wrong";
  const type = kindAsTyped(country);
  if (!type) return "unknown";
  return /^[A-Z0-9]{3,30}$/.test(bare) ? { type, value: typed.toUpperCase() } : "wrong";
}
