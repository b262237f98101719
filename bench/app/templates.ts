/** The mapping templates of the field `template`: what AppSync and Amplify's simulator run alike. */
export const TEMPLATES = {
  request: `#set($list = [])
#foreach($number in [1, 2, 3])
  #if($number > 0)$util.qr($list.add($number))#end
#end
#set($payload = { "text": $ctx.args.text, "list": $list })
{"version": "2018-05-29", "payload": $util.toJson($payload)}`,
  response: `#set($text = $ctx.result.text.toUpperCase())
#set($numbers = "")
#foreach($number in $ctx.result.list)
  #if($foreach.hasNext)
    #set($numbers = "$numbers$number, ")
  #else
    #set($numbers = "$numbers$number")
  #end
#end
$util.toJson("$text: $numbers")`,
} as const;
