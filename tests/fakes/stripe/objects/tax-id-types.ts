import { invalid } from "../failure.ts";

/** https://docs.stripe.com/billing/customer/tax-ids */
const TYPES = new Set(
  `ad_nrt ae_trn al_tin am_tin ao_tin ar_cuit au_abn au_acn au_arn au_wpn aw_tin az_tin ba_tin bb_tin bd_bin bf_ifu
  bg_uic bh_vat bj_ifu bo_tin br_cnpj br_cpf bs_tin bw_vat by_tin ca_bn ca_gst_hst ca_pst_bc ca_pst_mb ca_pst_sk
  ca_qst cd_nif ch_uid ch_vat ci_vat cl_tin cm_niu cn_tin co_nit cr_tin cv_nif cz_dic de_stn do_rcn ec_ruc eg_tin
  es_cif et_tin eu_oss_vat eu_vat fo_vat fr_siren fr_siret fr_spi gb_vat ge_vat gh_tin gi_tin gn_nif hk_br hr_oib
  hu_tin ic_nif id_npwp il_vat in_gst is_kt is_vat it_cf jp_cn jp_rn jp_trn ke_pin kg_tin kh_tin kr_brn kz_bin
  la_tin li_uid li_vat lk_vat ma_vat md_cf md_vat me_pib mk_vat mr_nif mu_vat mx_rfc my_frp my_itn my_sst mz_nuit
  ng_tin no_vat no_voec np_pan nz_bn nz_gst om_vat pe_ruc ph_tin pl_nip pt_nif py_ruc ro_tin rs_pib ru_inn ru_kpp
  sa_vat sg_gst sg_uen si_tin sm_coe sn_ninea sr_fin sv_nit th_vat tj_tin tr_tin tt_bir tt_vat tw_vat tz_vat
  ua_vat ug_tin us_ein uy_ruc uz_tin uz_vat ve_rif vn_tin za_vat zm_tin zw_tin`.split(/\s+/),
);

const EU: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
};

/** The usual types, without the spaces, dots, dashes and slashes that people write. */
const FORMS: Record<string, RegExp> = {
  au_abn: /^\d{11}$/,
  br_cnpj: /^\d{14}$/,
  ca_bn: /^\d{9}$/,
  ca_gst_hst: /^\d{9}RT\d{4}$/,
  ch_uid: /^CHE\d{9}(HR)?$/,
  ch_vat: /^CHE\d{9}(MWST|TVA|IVA)$/,
  gb_vat: /^GB(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  in_gst: /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]Z[A-Z\d]$/,
  is_vat: /^\d{5,6}$/,
  jp_cn: /^\d{13}$/,
  jp_trn: /^T\d{13}$/,
  kr_brn: /^\d{10}$/,
  li_uid: /^CHE\d{9}$/,
  li_vat: /^\d{5}$/,
  mx_rfc: /^[A-Z&Ñ]{3,4}\d{6}[A-Z\d]{3}$/,
  no_vat: /^\d{9}MVA$/,
  nz_gst: /^\d{8,9}$/,
  sg_uen: /^[A-Z\d]{9,10}$/,
  us_ein: /^\d{9}$/,
  za_vat: /^4\d{9}$/,
};

/** Those that Stripe asks the tax office about. */
const ASKED = new Set(["au_abn", "eu_vat", "gb_vat"]);

/** In test mode these stand for any number (https://docs.stripe.com/billing/customer/tax-ids#testing). */
const SAMPLES = new Set(["000000000", "111111111", "222222222"]);

export const firstVerification = (type: string): "pending" | "unavailable" =>
  ASKED.has(type) ? "pending" : "unavailable";

/** Throws Stripe's own refusal where the number cannot be one of its type. */
export function checkTaxId(type: string, value: string, livemode: boolean) {
  if (!TYPES.has(type)) {
    throw invalid(`Invalid type: must be one of ${[...TYPES].slice(0, -1).join(", ")}, or ${[...TYPES].at(-1)}`, {
      param: "type",
    });
  }
  const compact = value.replaceAll(/[\s./-]/g, "").toUpperCase();
  if (!livemode && SAMPLES.has(compact)) return;
  const form = type === "eu_vat" ? EU[compact.slice(0, 2)] : (FORMS[type] ?? /^[\p{L}\d]{3,}$/u);
  if (!form?.test(type === "eu_vat" ? compact.slice(2) : compact)) {
    throw invalid(`Invalid value for ${type}.`, { code: "tax_id_invalid", param: "value" });
  }
}
