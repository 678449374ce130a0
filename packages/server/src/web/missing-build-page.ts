/** What a browser shows when the web application was not built: the API works all the same. */
export const missingBuildPage = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>Tessera</title>
<h1>Tessera 正在运行，但网页尚未编译</h1>
<p>请在项目文件夹中运行 <code>npm start</code>（或 <code>npm run build</code>），然后刷新。接口不受影响。</p>
<hr>
<p lang="en">Tessera is running, but its web pages were not built. Run <code>npm start</code> (or
<code>npm run build</code>) in the project’s folder and reload. The API is not affected.</p>
</html>
`
