// Reads one line of JSON, {"model": path, "key": text, "context": tokens}, and answers with the port of a server that speaks the OpenAI API as
// llama.cpp's own does (models, props, chat completions, grammar, json_schema, streams), over llama.cpp. ChatML; one request at a time.
import {createServer} from "node:http";
import {createInterface} from "node:readline";
import {getLlama, LlamaGrammarEvaluationState} from "node-llama-cpp";

const llama = await getLlama({gpu: false, build: "never", progressLogs: false, logLevel: "error"});
const [line] = await new Promise((resolve) => createInterface({input: process.stdin}).once("line", (text) => resolve([text])));
const {model: modelPath, key, context: contextSize} = JSON.parse(line);
const model = await llama.loadModel({modelPath});
const context = await model.createContext({contextSize, threads: 2});
const sequence = context.getSequence();

function json(response, status, value) {
  response.writeHead(status, {"Content-Type": "application/json"}).end(JSON.stringify(value));
}

async function grammarOf(request) {
  if (request.grammar) return llama.createGrammar({grammar: request.grammar});
  const schema = request.json_schema ?? request.response_format?.json_schema?.schema;
  return schema ? llama.createGrammarForJsonSchema(schema) : undefined;
}

async function complete(request, response, chat) {
  const text = chat
    ? request.messages.map(({role, content}) => `<|im_start|>${role}\n${content}<|im_end|>\n`).join("") + "<|im_start|>assistant\n"
    : request.prompt;
  const prompt = model.tokenize(text, true);
  if (prompt.length + request.max_tokens > context.contextSize) {
    return json(response, 400, {error: {message: "the request exceeds the available context size"}});
  }
  let grammar;
  try {
    grammar = await grammarOf(request);
  } catch (error) {
    return json(response, 400, {error: {message: "Failed to parse grammar: " + error.message}});
  }
  const grammarEvaluationState = grammar && new LlamaGrammarEvaluationState({model, grammar});
  response.writeHead(200, {"Content-Type": "text/event-stream"});
  const send = (value) => response.write(`data: ${typeof value === "string" ? value : JSON.stringify(value)}\n\n`);
  const piece = (content) => (chat ? {choices: [{index: 0, delta: {content}}]} : {choices: [{index: 0, text: content}]});
  await sequence.clearHistory();
  const tokens = [];
  let said = "";
  let finish = "stop";
  const options = {temperature: request.temperature, topP: request.top_p, seed: request.seed, grammarEvaluationState};
  for await (const token of sequence.evaluate(prompt, options)) {
    if (response.destroyed) return;
    tokens.push(token);
    const all = model.detokenize(tokens);
    // Half a character waits for its other half. llama.cpp's grammars take four bytes for a character of three, which a trained
    // model never says.
    if (!all.endsWith("\ufffd")) {
      if (all.includes("\ufffd")) {
        send({error: {message: "no UTF-8"}});
        return response.end();
      }
      send(piece(all.slice(said.length)));
      said = all;
    }
    if (tokens.length >= request.max_tokens) {
      finish = "length";
      break;
    }
  }
  send({choices: [{index: 0, delta: {}, finish_reason: finish}]});
  send({choices: [], usage: {prompt_tokens: prompt.length, completion_tokens: tokens.length}});
  send("[DONE]");
  response.end();
}

let turn = Promise.resolve();
const server = createServer((request, response) => {
  // As llama.cpp's server, which tells its models to everybody.
  if (request.url === "/v1/models") {
    return json(response, 200, {object: "list", data: [{id: "tiny", object: "model", owned_by: "llamacpp"}]});
  }
  if (key && request.headers.authorization !== `Bearer ${key}`) {
    return json(response, 401, {error: {message: "Invalid API Key"}});
  }
  if (request.url === "/props") {
    return json(response, 200, {default_generation_settings: {n_ctx: context.contextSize}});
  }
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const body = JSON.parse(Buffer.concat(parts).toString("utf8"));
    const work = () => complete(body, response, request.url === "/v1/chat/completions");
    turn = turn.then(work).catch((error) => json(response, 500, {error: {message: String(error)}}));
  });
});
server.listen(0, "127.0.0.1", () => process.stdout.write(server.address().port + "\n"));
