package io.lares.mimo.engine;

import io.lares.mimo.weights.Matrix;
import io.lares.mimo.weights.MimoShape;
import io.lares.mimo.weights.Weights;

/**
 * The oracle: MiMo from its papers, in doubles, without cache or batch. Each call computes the
 * whole text anew.
 */
final class PlainMimo {
  private final Weights weights;
  private final MimoShape shape;

  PlainMimo(Weights weights) {
    this.weights = weights;
    this.shape = weights.shape();
  }

  /** The logits after each token. */
  double[][] logits(int[] tokens) {
    return times("lm_head", thoughts(tokens));
  }

  /** What the layer ahead guesses after each token but the last: the token two further. */
  double[][] guesses(int[] tokens) {
    double[][] thoughts = thoughts(tokens);
    double[][] embedded = embedded(tokens);
    String layer = "model.mtp_layers.0.";
    double[][] pairs = new double[tokens.length - 1][];
    for (int i = 0; i < pairs.length; i++) {
      double[] thought = norm(layer + "hidden_layernorm", thoughts[i]);
      double[] token = norm(layer + "token_layernorm", embedded[i + 1]);
      pairs[i] = new double[2 * shape.hidden()];
      System.arraycopy(thought, 0, pairs[i], 0, shape.hidden());
      System.arraycopy(token, 0, pairs[i], shape.hidden(), shape.hidden());
    }
    double[][] stream = block(layer, times(layer + "input_proj", pairs));
    return times("lm_head", norms(layer + "final_layernorm", stream));
  }

  private double[][] thoughts(int[] tokens) {
    double[][] stream = embedded(tokens);
    for (int i = 0; i < shape.layers(); i++) {
      stream = block("model.layers." + i + ".", stream);
    }
    return norms("model.norm", stream);
  }

  private double[][] embedded(int[] tokens) {
    double[][] rows = new double[tokens.length][shape.hidden()];
    float[] row = new float[shape.hidden()];
    for (int i = 0; i < tokens.length; i++) {
      weights.matrix("model.embed_tokens.weight").row(tokens[i], row);
      for (int j = 0; j < row.length; j++) {
        rows[i][j] = row[j];
      }
    }
    return rows;
  }

  private double[][] block(String prefix, double[][] stream) {
    double[][] in = norms(prefix + "input_layernorm", stream);
    double[][] q = times(prefix + "self_attn.q_proj", in);
    double[][] k = times(prefix + "self_attn.k_proj", in);
    double[][] v = times(prefix + "self_attn.v_proj", in);
    int width = shape.headDim();
    double[][] mixed = new double[stream.length][shape.heads() * width];
    for (int head = 0; head < shape.heads(); head++) {
      int group = head * shape.kvHeads() / shape.heads();
      for (int t = 0; t < stream.length; t++) {
        double[] query = rotated(q[t], head * width, t);
        double[] likelihood = new double[t + 1];
        double sum = 0;
        for (int s = 0; s <= t; s++) {
          double[] key = rotated(k[s], group * width, s);
          double product = 0;
          for (int i = 0; i < width; i++) {
            product += query[i] * key[i];
          }
          likelihood[s] = Math.exp(product / Math.sqrt(width));
          sum += likelihood[s];
        }
        for (int s = 0; s <= t; s++) {
          for (int i = 0; i < width; i++) {
            mixed[t][head * width + i] += likelihood[s] / sum * v[s][group * width + i];
          }
        }
      }
    }
    double[][] attended = plus(stream, times(prefix + "self_attn.o_proj", mixed));
    in = norms(prefix + "post_attention_layernorm", attended);
    double[][] gate = times(prefix + "mlp.gate_proj", in);
    double[][] up = times(prefix + "mlp.up_proj", in);
    for (int t = 0; t < stream.length; t++) {
      for (int i = 0; i < shape.ffn(); i++) {
        up[t][i] *= gate[t][i] / (1 + Math.exp(-gate[t][i]));
      }
    }
    return plus(attended, times(prefix + "mlp.down_proj", up));
  }

  /** Pairs of numbers as complex ones, turned by the position. */
  private double[] rotated(double[] row, int from, int position) {
    int half = shape.headDim() / 2;
    double[] out = new double[2 * half];
    for (int i = 0; i < half; i++) {
      double angle = position / Math.pow(shape.ropeTheta(), 2.0 * i / shape.headDim());
      double re = row[from + i];
      double im = row[from + half + i];
      out[i] = re * Math.cos(angle) - im * Math.sin(angle);
      out[half + i] = re * Math.sin(angle) + im * Math.cos(angle);
    }
    return out;
  }

  private double[][] norms(String name, double[][] rows) {
    double[][] out = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      out[i] = norm(name, rows[i]);
    }
    return out;
  }

  private double[] norm(String name, double[] row) {
    float[] gain = weights.vector(name + ".weight");
    double mean = 0;
    for (double number : row) {
      mean += number * number / row.length;
    }
    double[] out = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      out[i] = row[i] / Math.sqrt(mean + shape.rmsEps()) * gain[i];
    }
    return out;
  }

  private double[][] times(String name, double[][] in) {
    Matrix matrix = weights.matrix(name + ".weight");
    float[] bias =
        weights.has(name + ".bias") ? weights.vector(name + ".bias") : new float[matrix.rows()];
    double[][] out = new double[in.length][matrix.rows()];
    float[] row = new float[matrix.cols()];
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.row(r, row);
      for (int t = 0; t < in.length; t++) {
        double sum = bias[r];
        for (int i = 0; i < row.length; i++) {
          sum += row[i] * in[t][i];
        }
        out[t][r] = sum;
      }
    }
    return out;
  }

  private static double[][] plus(double[][] a, double[][] b) {
    double[][] out = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        out[i][j] = a[i][j] + b[i][j];
      }
    }
    return out;
  }
}
