// Reads lines of JSON, {"model": path, "texts": [text]}, and answers each with a line, [[token]].
// What looks like a special token in a text is text.
import {createInterface} from "node:readline";
import {getLlama} from "node-llama-cpp";

const llama = await getLlama({gpu: false, build: "never", progressLogs: false, logLevel: "error"});
for await (const line of createInterface({input: process.stdin})) {
  const {model: modelPath, texts} = JSON.parse(line);
  const model = await llama.loadModel({modelPath});
  process.stdout.write(JSON.stringify(texts.map((text) => model.tokenize(text, false))) + "\n");
  await model.dispose();
}
process.exit(0);
