// What was chosen to be sent, and how far it is. The form works without.
const sizeOf = ({ size }) => (size < 1e6 ? `${Math.ceil(size / 1e3)} kB` : `${(size / 1e6).toFixed(1)} MB`);

function listChosen({ target }) {
  if (target.type !== "file") return;
  const list = target.parentElement.querySelector("output") ?? document.createElement("output");
  list.replaceChildren(
    ...[...target.files].map((file) => {
      const line = document.createElement("bdi");
      line.textContent = `${file.name}, ${sizeOf(file)}`;
      return line;
    }),
  );
  target.after(list);
}

/** Shows what came as if the browser had gone there itself. */
function show({ responseText, responseURL }) {
  const page = new DOMParser().parseFromString(responseText, "text/html");
  history.replaceState(null, "", responseURL);
  document.title = page.title;
  document.body.replaceWith(page.body);
  scrollTo(0, 0);
  document.querySelector(".problem, main")?.focus();
}

function send(event) {
  const { target: form, submitter } = event;
  const bar = form.querySelector("progress.sending");
  const has = [...form.querySelectorAll("[type=file]")].some(({ files }) => files.length);
  if (!bar || !has || event.defaultPrevented || navigator.connection?.saveData) return;
  event.preventDefault();
  if (!bar.hidden) return;
  const request = new XMLHttpRequest();
  request.upload.onprogress = ({ loaded, total }) => (bar.value = loaded / total);
  request.onload = () => show(request);
  request.onerror = () => {
    bar.remove();
    form.requestSubmit(submitter);
  };
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  request.open("POST", submitter?.getAttribute("formaction") ?? form.getAttribute("action"));
  request.send(data);
  bar.hidden = false;
}

addEventListener("change", listChosen);
addEventListener("submit", send);
