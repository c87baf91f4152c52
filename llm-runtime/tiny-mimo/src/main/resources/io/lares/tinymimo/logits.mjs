// Reads lines of JSON, {"model": path, "texts": [[token]]}, and answers each with a line, [base64]: the logits after each
// position of a text, [position, vocab] floats, little-endian.
import {createInterface} from "node:readline";
import {getLlama} from "node-llama-cpp";

const llama = await getLlama({gpu: false, build: "never", progressLogs: false, logLevel: "error"});
for await (const line of createInterface({input: process.stdin})) {
  const {model: modelPath, texts} = JSON.parse(line);
  const model = await llama.loadModel({modelPath});
  const longest = Math.max(...texts.map((text) => text.length));
  const context = await model.createContext({
    contextSize: longest + 8,
    threads: 2,
    experimentalKvCacheKeyType: "F32",
    experimentalKvCacheValueType: "F32",
  });
  const sequence = context.getSequence();
  const answers = [];
  for (const text of texts) {
    const after = await sequence.controlledEvaluate(text.map((token) => [token, {generateNext: {logits: true}}]));
    const vocab = after[0].next.logits.size;
    const logits = new Float32Array(text.length * vocab);
    after.forEach(({next}, at) => next.logits.forEach((logit, token) => (logits[at * vocab + token] = logit)));
    answers.push(Buffer.from(logits.buffer).toString("base64"));
    await sequence.clearHistory();
  }
  process.stdout.write(JSON.stringify(answers) + "\n");
  await model.dispose();
}
process.exit(0);
