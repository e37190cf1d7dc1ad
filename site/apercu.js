// Le seul script de « kit serve » : une page attend que le site change, puis se montre de nouveau.
(function attendre(connue) {
  fetch("/kit-apercu?connue=" + connue, { cache: "no-store" })
    .then(function (reponse) { return reponse.text(); })
    .then(function (version) {
      if (version !== connue) { location.reload(); } else { attendre(version); }
    })
    .catch(function () { setTimeout(attendre, 1000, connue); });
})(document.currentScript.dataset.connue);
