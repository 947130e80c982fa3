glassbox.tried("09-Training","folder=Sources/Digits/Resources/MNIST",{"key":"6f99862ce5c8eb2a","pages":{
"index":{"figures":{},
"captions":{},"pictures":[],"gone":[],
"printed":[],
"text":[]}}});
