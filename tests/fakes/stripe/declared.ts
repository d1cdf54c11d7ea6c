import ts from "typescript";

/** Finds what in a value, as it travels, is not as the installed library declares it. */
export function readDeclarations() {
  const options = { strict: true, lib: ["lib.es5.d.ts"], moduleResolution: ts.ModuleResolutionKind.Bundler, types: [] };
  const entry = ts.resolveModuleName("stripe", import.meta.filename, options, ts.sys).resolvedModule!.resolvedFileName;
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const real = (symbol: ts.Symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  const exported = (symbol: ts.Symbol, name: string) =>
    real(checker.getExportsOfModule(symbol).find((one) => one.name === name)!);
  const library = exported(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!, "default");

  function faults(type: ts.Type, value: unknown, path: string): string[] {
    if (type.isUnion()) {
      const tried = type.types.map((one) => faults(one, value, path));
      return tried.reduce((least, one) => (one.length < least.length ? one : least));
    }
    if (checker.isArrayType(type) && Array.isArray(value)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference);
      return value.flatMap((one, at) => faults(item!, one, `${path}[${at}]`));
    }
    if (isStructure(type) && typeof value === "object" && value && !Array.isArray(value)) {
      return faultsOfFields(type, value as Record<string, unknown>, path);
    }
    return isPlain(type, value) ? [] : [`${path}: ${JSON.stringify(value)} is no ${checker.typeToString(type)}`];
  }

  function faultsOfFields(type: ts.Type, value: Record<string, unknown>, path: string): string[] {
    const declared = new Map(type.getProperties().map((field) => [field.name, checker.getTypeOfSymbol(field)]));
    const others = type.getStringIndexType();
    return [...new Set([...declared.keys(), ...Object.keys(value)])].flatMap((name) => {
      const field = declared.get(name) ?? others;
      return field ? faults(field, value[name], `${path}.${name}`) : [`${path}.${name} is not declared`];
    });
  }

  return (name: string, value: unknown) =>
    faults(checker.getDeclaredTypeOfSymbol(exported(library, name)), value, name);
}

const isDecimal = (type: ts.Type) => type.symbol?.name === "Decimal";
const isStructure = (type: ts.Type) => !!(type.flags & ts.TypeFlags.Object) && !isDecimal(type);

/** Decimals travel as strings. */
function isPlain(type: ts.Type, value: unknown): boolean {
  const { flags } = type;
  if (flags & ts.TypeFlags.Any) return true;
  if (type.isLiteral()) return value === type.value;
  if (flags & ts.TypeFlags.BooleanLiteral)
    return String(value) === (type as ts.Type & { intrinsicName: string }).intrinsicName;
  if (flags & ts.TypeFlags.Null) return value === null;
  if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return value === undefined;
  if (flags & ts.TypeFlags.Number) return typeof value === "number";
  const isText = flags & ts.TypeFlags.String || isDecimal(type) || type.isIntersection();
  return !!isText && typeof value === "string";
}
