package io.lares.web.http;

import io.lares.access.Access;
import io.lares.web.http.Call.Credential;
import io.lares.web.http.Route.Input;
import io.lares.web.http.Route.Method;
import io.lares.web.http.Route.Output;
import io.lares.web.hub.Part;
import io.lares.web.json.BadInput;
import io.lares.web.json.Json;
import io.lares.web.json.Shape;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request, checks all that the table says, and answers. */
public final class Router {
  /** Where the interface begins. */
  public static final String BASE = "/api/v1";

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private final List<Route> routes;
  private final Shape<Problem.View> problem;
  private final Gate gate;

  private record Found(Route route, Map<String, String> path) {}

  /**
   * Makes one.
   *
   * @param version of the hub, for the description
   */
  public Router(Routes collected, Part<Access> access, String version) {
    problem = collected.problem();
    // The description knows the route that serves it, too.
    Supplier<byte[]> description = () -> OpenApi.describe(collected.all(), problem, version);
    collected
        .get("/openapi.json", Who.EVERYBODY, "Describes this interface")
        .describesAll(call -> Answer.ok(description.get()));
    routes = collected.all();
    gate = new Gate(access);
  }

  /** Answers a request below {@link #BASE}. */
  void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    try {
      String path = request.getRequestURI().substring(BASE.length());
      Found found = find(path.isEmpty() ? "/" : path, request.getMethod());
      answer(found, request, response);
    } catch (Problem e) {
      send(e, request, response);
    } catch (BadInput e) {
      send(Problem.in(e.field(), e.getMessage()), request, response);
    } catch (IOException e) {
      throw e; // the caller went away
    } catch (Exception e) {
      String reference = Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);
      LOG.error(
          "{} {} failed, reference {}", request.getMethod(), request.getRequestURI(), reference, e);
      send(
          Problem.of(
              500,
              "Something went wrong in the hub",
              "The hub's log says more under the reference " + reference + "."),
          request,
          response);
    }
  }

  private Found find(String rawPath, String methodName) {
    List<String> segments = Urls.segments(rawPath);
    Set<Method> allowed = EnumSet.noneOf(Method.class);
    for (Route route : routes) {
      Map<String, String> path = route.path().match(segments);
      if (path == null) {
        continue;
      }
      allowed.add(route.method());
      boolean head =
          methodName.equals("HEAD")
              && route.method() == Method.GET
              && !(route.output() instanceof Output.Events);
      if (head || route.method().name().equals(methodName)) {
        return new Found(route, path);
      }
    }
    if (allowed.isEmpty()) {
      throw Problem.of(
          404,
          "There is nothing at this address",
          "See " + BASE + "/openapi.json for what there is.");
    }
    String list = String.join(", ", allowed.stream().map(Method::name).toList());
    throw Problem.of(
            405, "This address does not take " + shortened(methodName), "It takes " + list + ".")
        .header("Allow", list);
  }

  private void answer(Found found, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    Route route = found.route;
    Credential credential = gate.admit(route, request);
    Map<String, Object> query = query(route, request);
    Object input = input(route.input(), request);
    Call call = new Call(request, response, found.path, query, credential);
    Answer<?> answer = route.handler().handle(call, input);
    if (answer == null) {
      return; // the handler goes on with the response
    }
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    Object body = answer.body();
    if (body != null) {
      response.setContentType("application/json");
      byte[] bytes = body instanceof byte[] ready ? ready : render(route.output(), body);
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    }
    Runnable afterwards = answer.afterwards();
    if (afterwards != null) {
      response.flushBuffer();
      Thread.ofVirtual().name("web-afterwards").start(afterwards);
    }
  }

  @SuppressWarnings("unchecked")
  private static byte[] render(Output output, Object body) {
    if (output instanceof Output.Document(Shape<?> shape, List<Integer> statuses)) {
      return Json.write((Shape<Object>) shape, body);
    }
    throw new IllegalStateException("The route does not say that it gives a document");
  }

  private static Map<String, Object> query(Route route, HttpServletRequest request) {
    Map<String, String> given = Urls.parameters(request.getQueryString());
    Map<String, Object> parsed = new LinkedHashMap<>();
    for (Parameter parameter : route.query()) {
      String text = given.remove(parameter.name());
      if (text != null) {
        parsed.put(parameter.name(), parameter.parse(text));
      } else if (parameter.required()) {
        throw Problem.in(parameter.name(), "is missing in the address");
      }
    }
    for (String unknown : given.keySet()) {
      throw Problem.in(shortened(unknown), "is not known in this address");
    }
    return parsed;
  }

  private static String shortened(String hostile) {
    return hostile.length() > 40 ? hostile.substring(0, 40) + "..." : hostile;
  }

  private static @Nullable Object input(Input input, HttpServletRequest request)
      throws IOException {
    return switch (input) {
      case Input.Nothing n -> null;
      case Input.Document(Shape<?> shape) -> {
        wantMediaType(request, Set.of("application/json"));
        yield Json.read(shape, body(request));
      }
      case Input.Bytes(Set<String> mediaTypes, long limit) -> {
        wantMediaType(request, mediaTypes);
        if (request.getContentLengthLong() > limit) {
          throw tooLarge(limit);
        }
        yield null;
      }
    };
  }

  private static void wantMediaType(HttpServletRequest request, Set<String> wanted) {
    String header = request.getContentType();
    String[] parts = header == null ? new String[] {""} : header.split(";", 2);
    String type = parts[0].strip().toLowerCase(Locale.ROOT);
    String rest = parts.length == 1 ? "" : parts[1].strip().toLowerCase(Locale.ROOT);
    boolean otherCharset = rest.startsWith("charset") && !rest.replace("\"", "").endsWith("=utf-8");
    if (!wanted.contains(type) || otherCharset) {
      throw Problem.of(
          415,
          "The body has the wrong media type",
          "Send it with Content-Type: "
              + String.join(" or ", wanted.stream().sorted().toList())
              + ".");
    }
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > Limits.DOCUMENT_BYTES) {
      throw tooLarge(Limits.DOCUMENT_BYTES);
    }
    byte[] bytes = request.getInputStream().readNBytes(Limits.DOCUMENT_BYTES + 1);
    if (bytes.length > Limits.DOCUMENT_BYTES) {
      throw tooLarge(Limits.DOCUMENT_BYTES);
    }
    return bytes;
  }

  /** The body is larger than the route takes. */
  public static Problem tooLarge(long limit) {
    return Problem.of(
        413, "The body is too large", "Send at most " + limit / 1024 + " KiB at a time.");
  }

  /**
   * A connection can be used again only when nothing of the request is left in it; a client that is
   * not told so sends its next request in vain.
   */
  private static void readOut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long length = request.getContentLengthLong();
    if (length > 0 && length <= Limits.DOCUMENT_BYTES) {
      request.getInputStream().readNBytes((int) length);
    } else if (length != 0 && request.getHeader("Transfer-Encoding") != null
        || length > Limits.DOCUMENT_BYTES) {
      response.setHeader("Connection", "close");
    }
  }

  /** Sends a problem; nothing happens where the answer has already begun. */
  void send(Problem sent, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem.View view = sent.view();
    if (response.isCommitted()) {
      return;
    }
    readOut(request, response);
    response.resetBuffer();
    response.setStatus(view.status());
    response.setContentType("application/problem+json");
    sent.headers().forEach(response::setHeader);
    byte[] bytes = Json.write(problem, view);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
