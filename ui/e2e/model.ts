// The least checkpoint of MiMo's architecture: a letter for each byte as its tokenizer, and weights that are all zero.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const hidden = 64;
const ffn = 128;
const vocab = 320;
const special = ['<|endoftext|>', '<|im_start|>', '<|im_end|>'];

export async function checkpoint(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer()));
  await writeFile(join(folder, 'model.safetensors'), weights());
}

const config = {
  architectures: ['MiMoForCausalLM'],
  model_type: 'mimo',
  hidden_act: 'silu',
  hidden_size: hidden,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  num_key_value_heads: 1,
  head_dim: 32,
  intermediate_size: ffn,
  vocab_size: vocab,
  max_position_embeddings: 32_768,
  rope_theta: 640_000,
  rms_norm_eps: 1e-5,
  num_nextn_predict_layers: 0,
  tie_word_embeddings: false,
  attention_bias: true,
  use_sliding_window: false,
  torch_dtype: 'bfloat16',
};

/** GPT-2's alphabet of bytes: those that can be seen stand for themselves, others from U+0100 on. */
function letters(): string[] {
  const seen = (byte: number) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(seen(byte) ? byte : next++));
}

function tokenizer() {
  const bytes = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false };
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, at) => ({ id: 256 + at, content, ...flags })),
    normalizer: { type: 'NFC' },
    pre_tokenizer: bytes,
    post_processor: bytes,
    decoder: bytes,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(letters().map((letter, at) => [letter, at])),
      merges: [],
    },
  };
}

function weights(): Buffer {
  const block = 'model.layers.0.';
  const shapes: Record<string, number[]> = {
    'model.embed_tokens.weight': [vocab, hidden],
    [`${block}input_layernorm.weight`]: [hidden],
    [`${block}self_attn.q_proj.weight`]: [64, hidden],
    [`${block}self_attn.q_proj.bias`]: [64],
    [`${block}self_attn.k_proj.weight`]: [32, hidden],
    [`${block}self_attn.k_proj.bias`]: [32],
    [`${block}self_attn.v_proj.weight`]: [32, hidden],
    [`${block}self_attn.v_proj.bias`]: [32],
    [`${block}self_attn.o_proj.weight`]: [hidden, 64],
    [`${block}post_attention_layernorm.weight`]: [hidden],
    [`${block}mlp.gate_proj.weight`]: [ffn, hidden],
    [`${block}mlp.up_proj.weight`]: [ffn, hidden],
    [`${block}mlp.down_proj.weight`]: [hidden, ffn],
    'model.norm.weight': [hidden],
    'lm_head.weight': [vocab, hidden],
  };
  const header: Record<string, unknown> = {};
  let end = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    const start = end;
    end += 2 * shape.reduce((product, size) => product * size, 1);
    header[name] = { dtype: 'BF16', shape, data_offsets: [start, end] };
  }
  const text = JSON.stringify(header);
  const head = Buffer.alloc(8 + Math.ceil(text.length / 8) * 8, ' ');
  head.writeBigUInt64LE(BigInt(head.length - 8));
  head.write(text, 8);
  return Buffer.concat([head, Buffer.alloc(end)]);
}
