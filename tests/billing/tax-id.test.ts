import { expect, it } from "vitest";
import { readPostcode } from "#app/billing/postcode.ts";
import { readTaxId } from "#app/billing/tax-id.ts";

it.each([
  ["DE 136.695.976", "DE", "eu_vat", "DE136695976"],
  ["136695976", "DE", "eu_vat", "DE136695976"],
  ["181/815/08155", "DE", "de_stn", "18181508155"],
  ["atu 13585627", "AT", "eu_vat", "ATU13585627"],
  ["U13585627", "AT", "eu_vat", "ATU13585627"],
  ["FR 40 303 265 045", "FR", "eu_vat", "FR40303265045"],
  ["NL4495445B01", "NL", "eu_vat", "NL004495445B01"],
  ["BE 428.759.497", "BE", "eu_vat", "BE0428759497"],
  ["GR 094259216", "GR", "eu_vat", "EL094259216"],
  ["SE 556703748501", "SE", "eu_vat", "SE556703748501"],
  ["ie6433435f", "GB", "eu_vat", "IE6433435F"],
  ["XI 980780684", "GB", "eu_vat", "XI980780684"],
  ["980 7806 84", "GB", "gb_vat", "GB980780684"],
  ["GB980780684", "DE", "gb_vat", "GB980780684"],
  ["CHE107787577MWST", "CH", "ch_vat", "CHE-107.787.577 MWST"],
  ["CHE-100.155.212", "CH", "ch_uid", "CHE-100.155.212"],
  ["NO 995 525 828 MVA", "NO", "no_vat", "995525828MVA"],
  ["995525828", "NO", "no_vat", "995525828MVA"],
  ["911144442", "US", "us_ein", "91-1144442"],
  ["83 914 571 673", "AU", "au_abn", "83914571673"],
  ["12302 6635", "CA", "ca_bn", "123026635"],
  ["12302 6635 RT 0001", "CA", "ca_gst_hst", "123026635RT0001"],
  ["4909185-0", "NZ", "nz_gst", "49091850"],
  ["5835678256246", "JP", "jp_cn", "5835678256246"],
  ["T5835678256246", "JP", "jp_trn", "T5835678256246"],
  ["16727230000197", "BR", "br_cnpj", "16.727.230/0001-97"],
  ["100123456700003", "AE", "ae_trn", "100123456700003"],
  ["12-345678", "HK", "hk_br", "12-345678"],
])("reads %s of %s as %s", (typed, country, type, value) => {
  expect(readTaxId(typed, country)).toEqual({ type, value });
});

it.each([
  ["DE136695977", "DE", "digits"],
  ["hello", "DE", "wrong"],
  ["U13585626", "AT", "digits"],
  ["NL123", "NL", "wrong"],
  ["12-345", "US", "wrong"],
  ["980780685", "GB", "digits"],
  ["CHE-100.155.213", "CH", "digits"],
  ["<b>", "AE", "wrong"],
  ["123", "BM", "unknown"],
  ["123", "", "unknown"],
])("does not take %s of %j: %s", (typed, country, fault) => {
  expect(readTaxId(typed, country)).toBe(fault);
});

it.each([
  ["d-10115", "DE", "10115"],
  ["1010", "AT", "1010"],
  ["75 001", "FR", "75 001"],
  ["1234 ab", "NL", "1234 AB"],
  ["w85tt", "GB", "W85TT"],
  ["W8 5TT", "GB", "W8 5TT"],
  ["12345 6789", "US", "12345-6789"],
  ["CH-8001", "CH", "8001"],
  ["114 55", "SE", "114 55"],
  ["1000001", "JP", "100-0001"],
  ["00950", "PL", "00-950"],
  ["D02 AF30", "IE", "D02 AF30"],
  ["999077", "HK", "999077"],
])("reads the postcode %s of %s as %s", (typed, country, postcode) => {
  expect(readPostcode(typed, country)).toBe(postcode);
});

it.each([
  ["1011", "DE"],
  ["10115", "AT"],
  ["7500", "FR"],
  ["12345", "NL"],
  ["123", "GB"],
  ["1234", "US"],
  ["80011", "CH"],
  ["1145", "SE"],
  ["abc", "JP"],
])("does not take %s for a postcode of %s", (typed, country) => {
  expect(readPostcode(typed, country)).toBeNull();
});
