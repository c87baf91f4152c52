package io.lares.web.http;

import io.lares.web.http.Route.Input;
import io.lares.web.http.Route.Method;
import io.lares.web.http.Route.Output;
import io.lares.web.json.Shape;
import io.lares.web.json.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Collects routes. */
public final class Routes {
  private final List<Route> routes = new ArrayList<>();
  private final Shapes shapes = new Shapes();

  /** Does what needs no body. */
  @FunctionalInterface
  public interface Asked<O> {
    Answer<O> answer(Call call) throws Exception;
  }

  /** Does what needs a body. */
  @FunctionalInterface
  public interface Told<I, O> {
    Answer<O> answer(Call call, I input) throws Exception;
  }

  /** Takes the response over. */
  @FunctionalInterface
  public interface Taken {
    void take(Call call) throws Exception;
  }

  public Builder get(String path, Who who, String summary) {
    return new Builder(Method.GET, path, who, summary);
  }

  public Builder post(String path, Who who, String summary) {
    return new Builder(Method.POST, path, who, summary);
  }

  public Builder put(String path, Who who, String summary) {
    return new Builder(Method.PUT, path, who, summary);
  }

  public Builder patch(String path, Who who, String summary) {
    return new Builder(Method.PATCH, path, who, summary);
  }

  public Builder delete(String path, Who who, String summary) {
    return new Builder(Method.DELETE, path, who, summary);
  }

  /** All that were collected. */
  List<Route> all() {
    return List.copyOf(routes);
  }

  Shape<Problem.View> problem() {
    return shapes.of(Problem.View.class);
  }

  /** A route in the making; ends with one of the verbs that add it. */
  public final class Builder {
    private final Method method;
    private final PathPattern path;
    private final Who who;
    private final String summary;
    private List<Parameter> query = List.of();
    private List<Integer> statuses = List.of(200);
    private boolean pageOnly;

    private Builder(Method method, String path, Who who, String summary) {
      this.method = method;
      this.path = PathPattern.of(path);
      this.who = who;
      this.summary = summary;
    }

    public Builder with(Parameter... parameters) {
      query = List.of(parameters);
      return this;
    }

    /** With which statuses the answer may come; 200 where nothing is said. */
    public Builder status(Integer... possible) {
      statuses = List.of(possible);
      return this;
    }

    /** Not for API tokens. */
    public Builder pageOnly() {
      pageOnly = true;
      return this;
    }

    public <O> void gives(Class<O> type, Asked<O> handler) {
      add(new Input.Nothing(), document(shapes.of(type)), handler);
    }

    public <O> void givesList(Class<O> type, Asked<List<O>> handler) {
      add(new Input.Nothing(), document(shapes.listOf(type)), handler);
    }

    public void does(Asked<Void> handler) {
      add(new Input.Nothing(), new Output.Nothing(), handler);
    }

    public <I, O> void takes(Class<I> input, Class<O> output, Told<I, O> handler) {
      add(input, document(shapes.of(output)), handler);
    }

    public <I> void takes(Class<I> input, Told<I, Void> handler) {
      add(input, new Output.Nothing(), handler);
    }

    public <O> void takesBytes(
        Set<String> mediaTypes, long limit, Class<O> output, Asked<O> handler) {
      add(new Input.Bytes(mediaTypes, limit), document(shapes.of(output)), handler);
    }

    /** Server-sent events; each has its name and the type of its data. */
    public void streams(Map<String, Class<?>> events, Taken handler) {
      Map<String, Shape<?>> described = new LinkedHashMap<>();
      events.forEach((name, type) -> described.put(name, shapes.of(type)));
      add(
          new Input.Nothing(),
          new Output.Events(described),
          (call, input) -> {
            handler.take(call);
            return null;
          });
    }

    void describesAll(Asked<byte[]> handler) {
      add(new Input.Nothing(), new Output.Description(), handler);
    }

    private Output document(Shape<?> shape) {
      return new Output.Document(shape, statuses);
    }

    private void add(Input input, Output output, Asked<?> handler) {
      add(input, output, (call, body) -> handler.answer(call));
    }

    private <I> void add(Class<I> input, Output output, Told<I, ?> handler) {
      add(
          new Input.Document(shapes.of(input)),
          output,
          (call, body) -> handler.answer(call, input.cast(Objects.requireNonNull(body))));
    }

    private void add(Input input, Output output, Route.Handler handler) {
      routes.add(new Route(method, path, who, pageOnly, summary, query, input, output, handler));
    }
  }
}
