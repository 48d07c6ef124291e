import { build } from 'esbuild';
const r = await build({entryPoints:{main:process.argv[2]??'ui/main.tsx'},bundle:true,minify:true,format:'esm',outdir:'/tmp/x',metafile:true,write:false,tsconfig:'tsconfig.json',define:{PAPA_BROWSER_CONTEXT:'true'},mainFields:['module','main'],external:['stream'],absWorkingDir:process.cwd()});
for (const [o,{inputs,bytes}] of Object.entries(r.metafile.outputs)) { console.log(o,bytes);}
for (const [f,{imports}] of Object.entries(r.metafile.inputs)) for (const {path,original} of imports) if (/zod/.test(original??'') && !/node_modules/.test(f)) console.log(f, original);
