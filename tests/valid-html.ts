import { HtmlValidate, StaticConfigLoader, type ConfigData } from "html-validate";

/** What is wrong with a page by these rules. They are read once: to read them anew for each page takes longer than the page. */
export function htmlFaults(config: ConfigData) {
  const loader = new StaticConfigLoader(config);
  const resolved = loader.getConfigFor("page.html");
  loader.getConfigFor = () => resolved;
  const validator = new HtmlValidate(loader);
  return async (html: string) => {
    const { results } = await validator.validateString(html);
    const faults = results.flatMap(({ messages }) => messages);
    return faults.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} (${line}:${column})`);
  };
}
