// Reads lines of JSON, {"model": path}, {"prefill": tokens}, {"decode": tokens} or {"peak": 1}, and answers each with a number:
// tokens a second, or MiB. Two threads.
import {readFileSync} from "node:fs";
import {createInterface} from "node:readline";
import {getLlama} from "node-llama-cpp";

const llama = await getLlama({gpu: false, build: "never", progressLogs: false, logLevel: "error"});
const text = (count) => Array.from({length: count}, (_, i) => (i * 7919 + 13) % 400);
let sequence;
for await (const line of createInterface({input: process.stdin})) {
  const request = JSON.parse(line);
  let answer = 0;
  if (request.model) {
    const model = await llama.loadModel({modelPath: request.model});
    sequence = (await model.createContext({contextSize: 2048, batchSize: 512, threads: 2})).getSequence();
  } else if (request.prefill) {
    await sequence.clearHistory();
    const start = performance.now();
    await sequence.evaluateWithoutGeneratingNewTokens(text(request.prefill));
    answer = (1000 * request.prefill) / (performance.now() - start);
  } else if (request.decode) {
    await sequence.clearHistory();
    await sequence.evaluateWithoutGeneratingNewTokens(text(127));
    let count = -1;
    let start;
    for await (const token of sequence.evaluate([13], {temperature: 0})) {
      if (++count === 0) start = performance.now();
      if (count === request.decode) break;
    }
    answer = (1000 * count) / (performance.now() - start);
  } else {
    answer = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
  }
  process.stdout.write(answer + "\n");
}
process.exit(0);
